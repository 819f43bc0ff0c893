DROP TABLE stream_list_version;
DROP TABLE stream_row;
DROP TABLE stream;
DROP TABLE term;
DROP TABLE material_synonym;
DROP TABLE material;
