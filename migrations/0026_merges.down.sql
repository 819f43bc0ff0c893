DROP TABLE organisation_merge_row;
DROP TABLE organisation_merge;
DROP TABLE organisation_distinct;
