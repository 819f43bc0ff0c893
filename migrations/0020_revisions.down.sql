DROP TABLE organisation_site;
DROP TABLE organisation_detail;
DROP TABLE fact_note;
DROP TABLE hub_version;
DROP TABLE revision;
