"""JSON Schemas of a study's files, so that editors complete and judge what is written in them."""
