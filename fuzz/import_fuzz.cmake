# Only the readers of files: the library that they stand in brings pages and the store along.
set(SOURCES src/exchange/io/given_table.cpp src/exchange/io/row_reader.cpp src/exchange/io/workbook.cpp)
set(LINKS kw_exchange kw_text kw_web zip pugixml)
