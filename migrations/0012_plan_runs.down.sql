DROP TABLE plan_run_file;
DROP INDEX plan_run_state;
DROP TABLE plan_run;
