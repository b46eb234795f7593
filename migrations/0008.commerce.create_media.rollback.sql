-- The way back from 0008.
drop table commerce.media_renditions;
drop table commerce.media_versions;
drop table commerce.media;
