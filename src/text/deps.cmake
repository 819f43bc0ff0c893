find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(Boost REQUIRED COMPONENTS locale)
find_library(KW_DATE_TZ date-tz REQUIRED)
set(DEPS Boost::locale ICU::i18n ICU::uc ${KW_DATE_TZ})
