DROP TABLE weight_setting;
DROP TABLE weight_reason;
DROP TABLE weight_version;
DROP TABLE introduction_outcome;
DROP TABLE introduction_hub;
DROP TABLE introduction_step;
DROP TABLE introduction_side;
DROP TABLE introduction;
