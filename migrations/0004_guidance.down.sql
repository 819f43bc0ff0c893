DROP TABLE hub_case_step;
DROP TABLE hub_case;
