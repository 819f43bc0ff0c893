DROP TABLE stream_on_behalf;
DROP INDEX hub_case_due;
DROP TABLE hub_case_entry;
