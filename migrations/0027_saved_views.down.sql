DROP INDEX saved_view_of_hub;
DROP INDEX saved_view_of_person;
DROP TABLE saved_view;
