# libzip and pugixml read workbooks, behind workbook.cpp.
set(DEPS zip pugixml)
