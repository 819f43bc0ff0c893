# Catalogues: locales/<language>/*.po -> build/share/locale/<language>/LC_MESSAGES/kringwerk.mo, one place for all build
# types. tests/locales holds the small catalogue of the tests of texts and templates.

find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_program(KW_MSGFMT msgfmt REQUIRED)

function(kringwerk_catalogues target source out)
  file(GLOB files CONFIGURE_DEPENDS "${source}/*/*.po")
  set(compiler "${CMAKE_SOURCE_DIR}/scripts/compile-texts")
  set(stamp "${CMAKE_BINARY_DIR}/${target}.stamp")
  add_custom_command(
    OUTPUT "${stamp}"
    COMMAND "${Python3_EXECUTABLE}" "${compiler}" "${source}" "${out}"
    COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
    DEPENDS ${files} "${compiler}"
    COMMENT "Compiling the texts of ${source}"
    VERBATIM)
  add_custom_target(${target} ALL DEPENDS "${stamp}")
endfunction()

kringwerk_catalogues(locales "${CMAKE_SOURCE_DIR}/locales" "${CMAKE_SOURCE_DIR}/build/share/locale")
kringwerk_catalogues(test_locales "${CMAKE_SOURCE_DIR}/tests/locales" "${CMAKE_SOURCE_DIR}/build/share/test-locale")
add_dependencies(kw_text locales test_locales)
