DROP TABLE room_card;
DROP TABLE room;
