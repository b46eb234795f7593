-- Proves policies/concerts/viewer_counts.sql.j2.
begin;
select plan(5);

-- Given: the small tour, with a viewer.
select tests.small_tour();
insert into concerts.viewer_counts (show_id, viewers) values (4001, 1);
select * from tests.is_read_by('concerts.viewer_counts', 'service_role, app_reader');

select * from finish();
rollback;
