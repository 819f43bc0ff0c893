DROP INDEX scenario_changed;
DROP TABLE scenario;
