#include "planted_person.h"

#include "access/io/save_mail_attempts.h"
#include "accounts/io/load_retention.h"
#include "app/registered_records.h"

namespace kringwerk::contracts {

const access::RecordRegistry& all_registered() {
  static const access::RecordRegistry instance = app::registered_records();
  return instance;
}

std::vector<accounts::RetentionRule> shipped_rules() {
  return accounts::load_retention(std::string(KW_SOURCE_DIR) + "/data/retention.toml");
}

/// An introduction that somebody proposed and answered.
std::string introduction_of(std::int64_t first, const std::string& mark) {
  const std::string id = std::to_string(first);
  const std::string number = std::to_string(first + 11);
  const std::string now = std::to_string(to_ms(kPlantedAt));
  return "INSERT INTO introduction VALUES (" + number + ", 'call', 'answered', NULL, NULL, NULL, NULL, 'unknown', '" +
         mark + "message', " + id + ", " + now + ", '2026-12-01', " + now + ", 1);" +
         "INSERT INTO introduction_side VALUES (" + number + ", 'offer', NULL, NULL, '" + mark + "sidetitle', '" +
         mark + "mail@b.example', 'nl', 'side" + id + "', 'later', " + now + ");" +
         "INSERT INTO introduction_outcome VALUES (" + std::to_string(first + 12) + ", " + number +
         ", 'later', 'offer', 'other', '" + mark + "sidewords', " + id + ", " + now + ");";
}

/// A call for a partner that somebody published for a hub and ended.
std::string call_of(std::int64_t first, const std::string& mark) {
  const std::string now = std::to_string(to_ms(kPlantedAt));
  return "INSERT INTO partner_call VALUES (" + std::to_string(first + 15) + ", NULL, 8, 'wash', '', NULL, '" + mark +
         "calltitle', '" + mark + "callstory', '" + mark + "callpurpose', 'nl', '2026-12-01', 'network', 'found', " +
         std::to_string(first) + ", " + now + ", " + now + ", 1);";
}

/// Somebody who is asked to confirm an offer, wrote to the hub and has an address that bounces.
std::string freshness_of(std::int64_t first, const std::string& mark) {
  const auto number = [&](int n) { return std::to_string(first + n); };
  const std::string email = "'" + mark + "mail@b.example'";
  const std::string now = std::to_string(to_ms(kPlantedAt));
  return "INSERT INTO freshness_contact VALUES (" + number(16) + ", " + email + ", 'nl', 1, NULL, 1);" +
         "INSERT INTO freshness_letter VALUES (" + number(17) + ", " + number(16) + ", " + now + ", " + now + ");" +
         "INSERT INTO freshness_question VALUES (" + number(17) + ", 'offer', " + number(5) + ", NULL, NULL);" +
         "INSERT INTO freshness_note VALUES ('offer', " + number(5) + ", '" + mark + "note', " + email + ", " + now +
         ");INSERT INTO bounced_address VALUES (" + email + ", " + now + ", '" + mark + "reason');";
}

/// Somebody in every table that can hold something about a person. The words "<mark><Something>" are canaries; ids
/// begin at `first`.
void plant(storage::Database& database, std::int64_t first, const std::string& mark) {
  const std::string id = std::to_string(first);
  const auto number = [&](int n) { return std::to_string(first + n); };
  const std::string email = mark + "mail@b.example";
  const std::string now = std::to_string(to_ms(kPlantedAt));
  const std::string hub_case = "INSERT INTO hub_case VALUES (";
  const std::string listing =
      "INSERT INTO stream (stream_id, kind, state, visibility, accepted, typed_what, title_nl, title_en, title_fr, "
      "description_nl, description_en, description_fr, language, unit, amount_quality, rhythm, nis, packaging, "
      "transport, legal_status, waste_code, permits, retention_step, is_example, source_key, contact_email, "
      "secret_hash, created_at_ms, version) VALUES (";
  const auto stream = [&](int n, const std::string& state, const std::string& kind) {
    return listing + number(n) + ", 'offer', '" + state + "', 'public', '', '" + mark + kind + "what', '" + mark +
           kind + "title', '', '', '" + mark + kind + "story', '', '', 'nl', 'kg', 'unknown', 'once', '24062', '" +
           mark + kind + "packaging', 'unknown', 'unknown', '', '', '', 0, 'typed', '" + email + "', 'secret" +
           number(n) + "', " + now + ", 1);";
  };
  database.write([&](storage::Connection& transaction) {
    transaction.run_script(
        "INSERT INTO person VALUES (" + id + ", '" + email + "', '" + mark + "name', 'sort', 'nl', 'active', 'hash', " +
        now + ", " + now + ", 1);" +                                                                               //
        "INSERT INTO role_grant VALUES (" + number(1) + ", " + id + ", 'coach', 'hub', 8, '2026-01-01', NULL, " +  //
        "'effective', NULL, NULL, " + now + ", NULL, 1);" +                                                        //
        "INSERT INTO session VALUES ('hash" + id + "', " + id + ", '" + mark + "device', 0, " + now + ", " + now +
        ", " + now + ", NULL);" +  //
        "INSERT INTO consent VALUES (" + number(2) + ", " + id + ", '" + mark + "purpose', 1, 'nl', 'given', " + now +
        ", " + id + ");" +  //
        "INSERT INTO invitation VALUES (" + number(3) + ", 'inv" + id + "', '" + email + "', '" + mark +
        "invited', 'nl', 'coach', 'hub', 8, 'Hub', '2026-01-01', NULL, NULL, " + now + ", " + now +
        ", NULL, NULL);" +  //
        "INSERT INTO account_link VALUES ('link" + id + "', 'reset', '" + email + "', " + now + ", " + now +
        ", NULL);" +                                                                                //
        "INSERT INTO second_factor VALUES (" + id + ", 'sealed', " + now + ", 0);" +                //
        "INSERT INTO recovery_code VALUES (" + id + ", 'code', NULL);" +                            //
        "INSERT INTO sign_in_ticket VALUES ('ticket" + id + "', " + id + ", " + now + ", NULL);" +  //
        "INSERT INTO known_device VALUES ('known" + id + "', " + id + ", " + now + ");" +           //
        stream(4, "draft", "draft") + stream(5, "open", "open") +                                   //
        hub_case + number(6) + ", 8, NULL, 'received', '" + mark + "question', '" + mark + "asker', '" + mark +
        "MAIL@b.example', 'nl', '2026-12-01', 'case" + id + "', " + now + ", 1);" +  //
        "INSERT INTO hub_case_step VALUES (" + number(6) + ", 'received', " + now + ");" +
        "INSERT INTO hub_case_entry VALUES (" + number(7) + ", " + number(6) + ", 'reply', " + id + ", " + now + ", '" +
        mark + "answer', 'answered', 8);" +  //
        "INSERT INTO case_note VALUES (" + number(8) + ", " + number(6) + ", " + id + ", 'sealed', " + now + ");" +
        "INSERT INTO outbox_mail VALUES (" + number(9) + ", '" + email + "', '" + mark +
        "subject', 'secretlink', '', "
        "'waiting', 0, " +
        now + ", NULL, " + now + ", NULL, NULL, '');" +                                                            //
        "INSERT INTO digest_reader VALUES (" + number(13) + ", " + id + ", '', 'nl', 'daily', NULL, 1);" +         //
        "INSERT INTO digest_reader VALUES (" + number(14) + ", NULL, '" + email + "', 'nl', 'daily', NULL, 1);" +  //
        "INSERT INTO outbox_mail VALUES (" + number(10) + ", 'hub@hub.example', 'subject', '" + mark + "body', '" +
        email + "', 'waiting', 0, " + now + ", NULL, " + now + ", NULL, NULL, '');" +  //
        freshness_of(first, mark) +                                                    //
        introduction_of(first, mark) + call_of(first, mark) +                          //
        "INSERT INTO audit_line VALUES (" + id + ", " + now + ", 'person', " + id + ", '" + mark +
        "request', 'person.updated', 'person', " + id + ", 'h', 'c');" +  //
        "INSERT INTO audit_detail VALUES (" + id + ", 'salt', '" + mark + "change')");
    access::save_mail_attempt(transaction, {email, "192.0.2.1"}, kPlantedAt);
  });
}

accounts::DataSubject planted(std::int64_t id, const std::string& mark) {
  return {access::PersonId{id}, mark + "mail@b.example"};
}

/// Every text of the store in which `mark` stands, as "table.column".
std::set<std::string> places_of(storage::Database& database, const std::string& mark) {
  return database.read([&](storage::Connection& connection) {
    std::vector<std::pair<std::string, std::string>> columns;
    {
      auto rows = connection.query(connection.backend() == storage::Backend::sqlite
                                       ? "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c "
                                         "WHERE s.type = 'table' AND c.type = 'TEXT'"
                                       : "SELECT c.table_name, c.column_name FROM information_schema.columns c "
                                         "JOIN information_schema.tables t ON t.table_name = c.table_name WHERE "
                                         "t.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = "
                                         "'text'");
      while (rows.next()) columns.emplace_back(rows.text(0), rows.text(1));
    }
    std::set<std::string> found;
    for (const auto& [table, column] : columns) {
      std::string question = "SELECT COUNT(*) FROM " + table;
      question.append(" WHERE lower(").append(column).append(") LIKE ?1");
      auto rows = connection.query(question, "%" + mark + "%");
      rows.next();
      if (rows.int64(0) > 0) found.insert(std::string(table).append(".").append(column));
    }
    return found;
  });
}

void hold(storage::Database& database, const std::string& record_class, const std::string& until) {
  database.write([&](storage::Connection& transaction) {
    transaction.execute("INSERT INTO legal_hold VALUES (77, ?1, NULL, ?2, 'subsidy audit', NULL, 0, NULL)",
                        record_class, until);
  });
}

}  // namespace kringwerk::contracts
