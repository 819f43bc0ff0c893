#include "storage/connection.h"

#include "base/utf8.h"
#include "storage/connection_impl.h"

namespace kringwerk::storage {

Rows::Rows(std::unique_ptr<detail::Cursor> cursor) : cursor_(std::move(cursor)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows::~Rows() = default;

bool Rows::next() {
  return cursor_->next();
}
bool Rows::is_null(int column) const {
  return cursor_->is_null(column);
}
std::int64_t Rows::int64(int column) const {
  return cursor_->int64(column);
}
double Rows::float64(int column) const {
  return cursor_->float64(column);
}
std::string_view Rows::text(int column) const {
  return cursor_->text(column);
}
std::vector<std::byte> Rows::bytes(int column) const {
  return cursor_->bytes(column);
}

void Rows::require_value(int column) const {
  if (is_null(column)) throw Error(ErrorKind::other, "column " + std::to_string(column) + " is NULL");
}

Day Rows::day(int column) const {
  const auto day = parse_day(text(column));
  if (!day) throw Error(ErrorKind::other, "column " + std::to_string(column) + " holds no day");
  return *day;
}

Connection::Connection(std::unique_ptr<detail::ConnectionImpl> impl) : impl_(std::move(impl)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection::~Connection() = default;

void Connection::check_usable(const std::vector<Value>& parameters) const {
  if (impl_->failure()) throw Error(*impl_->failure());
  for (const Value& value : parameters) {
    if (value.type() != Value::Type::text) continue;
    const auto* view = std::get_if<std::string_view>(&value.data());
    // What PostgreSQL refuses, SQLite would keep and hand out again.
    if (view != nullptr && (first_invalid_utf8(*view) || view->find('\0') != std::string_view::npos)) {
      throw Error(ErrorKind::other, "text that is not UTF-8, or holds U+0000");
    }
  }
}

Rows Connection::run_query(std::string_view sql, std::vector<Value> parameters) {
  check_usable(parameters);
  return Rows(impl_->query(sql, parameters));
}

std::int64_t Connection::run(std::string_view sql, std::vector<Value> parameters) {
  check_usable(parameters);
  return impl_->run(sql, parameters);
}

void Connection::run_script(std::string_view sql) {
  check_usable({});
  impl_->run_script(sql);
}

Backend Connection::backend() const {
  return impl_->backend();
}

}  // namespace kringwerk::storage
