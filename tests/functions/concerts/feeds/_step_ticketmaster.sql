-- Proves functions/concerts/feeds/_step_ticketmaster.sql.
begin;
select plan(7);

create temporary table given as
select
    '{"windows": [["2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z"]], "page": 0,
        "query": {}}'::jsonb
        as it;
select is(
    concerts._step_ticketmaster(it, '{"page": {"totalElements": 1001}}') -> 'windows',
    '[["2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"], ["2026-03-02T00:00:00Z",
        "2026-03-03T00:00:00Z"]]',
    'a window with more than 1,000 is halved'
) from given;
select is(
    concerts._step_ticketmaster(it, '{"page": {"totalElements": 1000}}')
    - '{windows,query}'::text[],
    '{"page": 1, "total": 1000}', 'another one is read page by page'
) from given;
select is(
    concerts._step_ticketmaster(
        it || '{"page": 4, "total": 1000}', '{"page": {"totalElements": 1000}}'
    )
    -> 'windows',
    '[]', 'to its end'
) from given;
select is(
    concerts._step_ticketmaster(
        it || '{"page": 4, "total": 999}', '{"page": {"totalElements": 1000}}'
    )
    - '{windows,query}'::text[],
    '{"page": 0, "is_again": true}', 'a result that changed is read again'
) from given;
select is(
    concerts._step_ticketmaster(
        it || '{"page": 4, "total": 999, "is_again": true}',
        '{"page": {"totalElements": 1000}}'
    )
    -> 'windows',
    '[]', 'once'
) from given;
select is(
    concerts._step_ticketmaster(
        it
        || '{"windows": [["2026-03-01T00:00:00Z", "2026-03-01T00:01:00Z"]], "page": 4}',
        '{"page": {"totalElements": 5000}}'
    ) -> 'windows',
    '[]', 'a minute is not halved, nor read past 1,000'
) from given;
select is(
    concerts._step_ticketmaster(it, '{"page": {"totalElements": 3000000000}}'),
    concerts._step_ticketmaster(it, '{"page": {"totalElements": 1001}}'),
    'however many there are'
) from given;

select * from finish();
rollback;
