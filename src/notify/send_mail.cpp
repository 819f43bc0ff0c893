#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <mutex>

#include "notify/mailer.h"

namespace kringwerk::notify {

namespace {

struct CleanUp {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, CleanUp>;
using List = std::unique_ptr<curl_slist, CleanUp>;

struct Reader {
  std::string_view rest;
  static std::size_t read(char* buffer, std::size_t size, std::size_t count, void* reader) {
    std::string_view& rest = static_cast<Reader*>(reader)->rest;
    const std::size_t length = std::min(size * count, rest.size());
    std::memcpy(buffer, rest.data(), length);
    rest.remove_prefix(length);
    return length;
  }
};

template <class Setting>
void set(CURL* handle, CURLoption option, Setting value) {
  if (curl_easy_setopt(handle, option, value) != CURLE_OK) {
    throw SmtpFailure(Failure::temporary, "the mail settings are not understood");
  }
}

void configure(CURL* handle, const SmtpOptions& options) {
  set(handle, CURLOPT_URL, options.url.c_str());
  set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_TIMEOUT, static_cast<long>(options.timeout.count()));
  const bool required = options.encryption == Encryption::required || !options.user.empty();
  set(handle, CURLOPT_USE_SSL, static_cast<long>(required ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (options.user.empty()) return;
  set(handle, CURLOPT_USERNAME, options.user.c_str());
  set(handle, CURLOPT_PASSWORD, options.password.c_str());
}

/// 5xx about signing in, encryption or commands is about our settings, not about this mail: those come right when they
/// are put right.
Failure failure_of(CURLcode code, long answer) {
  constexpr std::array<long, 9> about_us{500, 501, 502, 503, 504, 530, 534, 535, 538};
  if (answer < 500 || answer > 599 || code == CURLE_LOGIN_DENIED) return Failure::temporary;
  return std::find(about_us.begin(), about_us.end(), answer) == about_us.end() ? Failure::permanent
                                                                               : Failure::temporary;
}

}  // namespace

void send_mail(const SmtpOptions& options, MailId id, const Mail& mail, Instant now) {
  static std::once_flag initialised;
  std::call_once(initialised, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  const std::string text = message_text(options, id, mail, now);
  const std::string sender = "<" + envelope_address(options.from) + ">";
  const std::string recipient = "<" + mail.to + ">";
  const Handle handle(curl_easy_init());
  const List recipients(curl_slist_append(nullptr, recipient.c_str()));
  if (!handle || !recipients) throw SmtpFailure(Failure::temporary, "no memory");
  Reader reader{text};
  std::array<char, CURL_ERROR_SIZE> message{};
  configure(handle.get(), options);
  set(handle.get(), CURLOPT_MAIL_FROM, sender.c_str());
  set(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
  set(handle.get(), CURLOPT_UPLOAD, 1L);
  set(handle.get(), CURLOPT_READFUNCTION, &Reader::read);
  set(handle.get(), CURLOPT_READDATA, static_cast<void*>(&reader));
  set(handle.get(), CURLOPT_ERRORBUFFER, message.data());
  const CURLcode code = curl_easy_perform(handle.get());
  if (code == CURLE_OK) return;
  long answer = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer);
  const std::string what = message[0] != '\0' ? std::string(message.data()) : curl_easy_strerror(code);
  throw SmtpFailure(failure_of(code, answer), what + (answer != 0 ? " (" + std::to_string(answer) + ")" : ""));
}

}  // namespace kringwerk::notify
