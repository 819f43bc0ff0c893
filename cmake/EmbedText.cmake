# Texts that belong to the program itself and are never read from disk at run time.
#
#   kw_embed(TARGET SOURCE_PREFIX namespace::path FUNCTION=FILE …)
#
# makes a static library that defines `std::string_view FUNCTION()` in that namespace for each file.
# In script mode (cmake -P) it writes one such source: INPUT, OUTPUT, NAMESPACE, FUNCTION.

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  file(READ "${INPUT}" text)
  if(text MATCHES "\\)embedded\"")
    message(FATAL_ERROR "${INPUT} holds the end of a raw string")
  endif()
  file(WRITE "${OUTPUT}" "#include <string_view>\n\nnamespace ${NAMESPACE} {\n"
    "std::string_view ${FUNCTION}();\nstd::string_view ${FUNCTION}() {\n  return R\"embedded(${text})embedded\";\n}\n}\n")
  return()
endif()

function(kw_embed target namespace)
  set(sources "")
  foreach(pair ${ARGN})
    string(REGEX MATCH "^([a-z_]+)=(.+)$" matched "${pair}")
    set(name "${CMAKE_MATCH_1}")
    set(input "${CMAKE_MATCH_2}")
    set(output "${CMAKE_BINARY_DIR}/embedded/${target}_${name}.cpp")
    add_custom_command(OUTPUT "${output}"
      COMMAND "${CMAKE_COMMAND}" "-DINPUT=${input}" "-DOUTPUT=${output}" "-DNAMESPACE=${namespace}" "-DFUNCTION=${name}"
        -P "${CMAKE_SOURCE_DIR}/cmake/EmbedText.cmake"
      DEPENDS "${input}" "${CMAKE_SOURCE_DIR}/cmake/EmbedText.cmake" VERBATIM)
    list(APPEND sources "${output}")
  endforeach()
  add_library(${target} STATIC ${sources})
  target_link_libraries(${target} PRIVATE kw_flags)
endfunction()
