-- Proves functions/filters/registry/_attached_dimension.sql.
begin;
select plan(2);

create table public."My 2nd" (id bigint); -- noqa: RF05
create table public._x (id bigint);
select is(
    filters._attached_dimension('public."My 2nd"', 'Is Done'), 'my__nd_is_done',
    'letters and underscores only'
);
select
    is(
        filters._attached_dimension('public._x', 'id'), 'x_x_id', 'a letter comes first'
    );

select * from finish();
rollback;
