-- The source 'imported' stays: records may name it.
DROP TABLE import_column;
DROP TABLE import_identity;
DROP TABLE import_change;
DROP TABLE import_batch;
DROP TABLE organisation_contact;
