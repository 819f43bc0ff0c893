#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drawings/chain_drawing.h"
#include "drawings/material_family.h"
#include "matchmaking/chain_story.h"
#include "matchmaking/io/load_live_economy.h"
#include "site/services.h"

namespace kringwerk::matchmaking {

/// A text and the language it is in, for the lang attribute of a part of a page.
struct TextInLanguage {
  std::string text;
  Language language;
};

/// The names of records and amounts in the reader's language.
class ChainWords {
 public:
  ChainWords(const site::Services& services, Language language, const Snapshot& snapshot)
      : services_(services), language_(language), snapshot_(snapshot) {}

  const site::Services& services() const { return services_; }
  Language language() const { return language_; }
  const Snapshot& snapshot() const { return snapshot_; }
  const Economy& economy() const { return snapshot_.economy(); }

  std::string get(std::string_view id) const { return services_.texts.get(language_, id); }
  std::string format(std::string_view id, const std::vector<Fact>& facts) const {
    return services_.texts.format(language_, id, facts);
  }

  std::string kind_of_work(const std::string& kind) const;
  std::string material(const ClassAndState& material) const;
  std::string place(const network::Nis& nis) const;
  /// Where the work is done: its own municipality when it has one, else that of its organisation.
  std::string place_of(const network::Capability& work) const;
  /// Its recognition where it has one that tells more, else how the network counts it.
  std::string kind_of(const Participant& participant) const;
  TextInLanguage title(const materials::Stream& stream) const;
  /// Who is behind a stream; a text for "not said" when nobody is named.
  std::string owner(const materials::Stream& stream) const;
  const Participant* owner_record(const materials::Stream& stream) const;
  /// What a permit is for, in words where there are some.
  std::string permit(const std::string& key) const;
  std::string retention_name(const std::string& step) const;
  /// What a source is called. Sources of our own making ("invented example") have a title in the reader's language.
  std::string source(const std::string& key, const std::string& title) const;
  std::string permits(const std::vector<std::string>& names) const;
  /// "a, b and c".
  std::string listed(const std::vector<std::string>& parts) const;

  std::string kilograms(std::int64_t kg) const;
  /// "2.000 kg per maand"; a lot is the amount alone.
  std::string offered(std::int64_t kg, materials::Rhythm rhythm) const;
  /// The same for room and demand: beside a lot they count over the 13 weeks.
  std::string room(std::int64_t kg, materials::Rhythm rhythm) const;
  /// "23 km"; a text for "same place" below half a kilometre.
  std::string distance(double km) const;
  std::string decimal(double value, int decimals) const;
  std::string money(Money amount) const;
  std::string euros(double amount) const;
  std::string percent(double share) const;

  /// What is not confirmed: "niet bevestigd sinds …"; empty when it is.
  std::string unconfirmed(const materials::Stream& stream) const;
  std::string unconfirmed(const network::Capability& capability) const;
  /// The clocks on the day of the snapshot.
  clocks::ClockReading reading() const { return {economy().clocks, economy().today}; }

  drawings::MaterialFamily family(const std::string& material) const;
  /// Address of the symbol for a kind of work, or for a use at a step of the ladder.
  std::string work_icon(std::string_view kind) const;
  std::string use_icon(std::string_view retention_step) const;

 private:
  const site::Services& services_;
  Language language_;
  const Snapshot& snapshot_;
};

}  // namespace kringwerk::matchmaking
