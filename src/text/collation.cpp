#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "base/ensure.h"
#include "text/format.h"

namespace kringwerk::text {
namespace {

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::unique_ptr<icu::Collator> make_collator(Language language) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(
      icu::Collator::createInstance(icu::Locale(std::string(language_code(language)).c_str()), status));
  ensure(U_SUCCESS(status) && collator != nullptr, "ICU sorts every language");
  collator->setStrength(icu::Collator::TERTIARY);
  return collator;
}

// One per thread: ICU promises thread safety for neither collators nor transliterators in general.
const icu::Collator& collator_of(Language language) {
  thread_local std::array<std::unique_ptr<icu::Collator>, kLanguages.size()> collators;
  auto& collator = collators[static_cast<std::size_t>(language)];
  if (!collator) collator = make_collator(language);
  return *collator;
}

const icu::Transliterator& to_plain_letters() {
  thread_local const std::unique_ptr<icu::Transliterator> transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("NFKD; [:M:] Remove; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    ensure(U_SUCCESS(status) && made != nullptr, "ICU removes accents");
    return made;
  }();
  return *transliterator;
}

// "b.v." and "l'eau" are one word each; other punctuation parts words.
bool joins_words(UChar32 c) {
  return c == U'.' || c == U'\'' || c == U'\u2019' || c == U'\u00AD';
}

bool parts_words(UChar32 c) {
  return u_ispunct(c) || u_isUWhiteSpace(c) || u_iscntrl(c);
}

icu::UnicodeString words_of(const icu::UnicodeString& text) {
  icu::UnicodeString result;
  bool pending_space = false;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (joins_words(c)) continue;
    if (parts_words(c)) {
      pending_space = !result.isEmpty();
      continue;
    }
    if (pending_space) result.append(u' ');
    pending_space = false;
    result.append(c);
  }
  return result;
}

icu::UnicodeString in_form_c(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
  ensure(U_SUCCESS(status) && form != nullptr, "ICU knows normal form C");
  return form->normalize(text, status);
}

std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

}  // namespace

std::string sort_key(Language language, std::string_view text) {
  constexpr std::string_view kHexadecimal = "0123456789abcdef";
  const icu::UnicodeString wide = utf16(text);
  const icu::Collator& collator = collator_of(language);
  std::vector<std::uint8_t> key(static_cast<std::size_t>(collator.getSortKey(wide, nullptr, 0)));
  collator.getSortKey(wide, key.data(), static_cast<std::int32_t>(key.size()));
  std::string result;
  result.reserve(key.size() * 2);
  for (const std::uint8_t byte : key) {
    if (byte == 0) break;
    result += kHexadecimal[byte >> 4U];
    result += kHexadecimal[byte & 0x0FU];
  }
  return result;
}

std::string folded(std::string_view text) {
  icu::UnicodeString wide = words_of(utf16(text));
  to_plain_letters().transliterate(wide);
  return utf8(wide);
}

std::string lower_case(std::string_view text) {
  return utf8(in_form_c(in_form_c(utf16(text)).toLower(icu::Locale::getRoot())));
}

std::string composed(std::string_view text) {
  return utf8(in_form_c(utf16(text)));
}

}  // namespace kringwerk::text
