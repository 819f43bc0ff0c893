#include "web/address_part.h"

#include <ctemplate/template_modifiers.h>

#include <string>

#include "base/ensure.h"

namespace kringwerk::web {
namespace {

bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

class AddressPart final : public ctemplate::TemplateModifier {
 public:
  void Modify(const char* in, std::size_t length, const ctemplate::PerExpandData*, ctemplate::ExpandEmitter* out,
              const std::string&) const override {
    constexpr std::string_view kHexadecimal = "0123456789ABCDEF";
    for (const char c : std::string_view(in, length)) {
      if (unreserved(c)) {
        out->Emit(c);
        continue;
      }
      const auto byte = static_cast<unsigned char>(c);
      out->Emit('%');
      out->Emit(kHexadecimal[byte >> 4U]);
      out->Emit(kHexadecimal[byte & 0x0FU]);
    }
  }
};

}  // namespace

void register_address_part() {
  static const AddressPart modifier;
  static const bool known = ctemplate::AddXssSafeModifier(std::string(kAddressPart).c_str(), &modifier);
  ensure(known, "ctemplate takes the modifier for parts of addresses");
}

}  // namespace kringwerk::web
