-- Proves functions/concerts/feeds/_step_setlistfm.sql.
begin;
select plan(3);

create temporary table given as
select
    '{"after": "", "page": 1}'::jsonb as cursor,
    '{"path": "/rest/1.0/artist/m/setlists"}'::jsonb as request,
    '{"page": 1, "itemsPerPage": 20, "total": 21}'::jsonb as page;
select is(
    concerts._step_setlistfm(cursor, request, 200, page, true),
    '{"after": "", "page": 2, "mbid": "m"}',
    'the next page'
)
from given;
select is(
    concerts._step_setlistfm(cursor, request, 200, page, false),
    '{"after": "m", "page": 1}',
    'without news the next artist'
)
from given;
select is(
    concerts._step_setlistfm(
        cursor || '{"is_full": true, "page": 2}', request, 404, page, true
    ),
    '{"after": "m", "page": 1, "is_full": true}', 'and past the end'
) from given;

select * from finish();
rollback;
