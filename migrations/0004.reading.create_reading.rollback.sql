-- The way back from 0004.
drop table reading.tombstones;
drop table reading.clock_corrections;
drop table reading.progress_versions;
drop table reading.progress_policies;
drop table reading.progress;
drop table reading.series;
drop table reading.conflicts;
drop type reading.rank;
drop type reading.pushed_edit;
drop type reading.edit;
drop schema reading;
