-- Proves functions/core/requests/request_id.sql.
begin;
select plan(6);

select is(core.request_id(), null, 'outside a request and a worker there is no id');

select set_config('rowhouse.request_id', 'job:7', true);
select is(core.request_id(), 'job:7', 'a worker names its own work');

select set_config('request.headers', '{"x-request-id": "a-1"}', true);
select is(core.request_id(), 'a-1', 'the header of a request comes first');

select set_config(
    'request.headers', jsonb_build_object('x-request-id', t.id)::text, true
) from (values (E'a\nb')) as t (id);
select is(core.request_id(), null, 'an id that could forge a line of a log is none');

select set_config(
    'request.headers', jsonb_build_object('x-request-id', repeat('a', 129))::text, true
);
select is(core.request_id(), null, 'an id longer than 128 characters is none');

select set_config(
    'request.headers', jsonb_build_object('x-request-id', repeat('a', 128))::text, true
);
set local role anon;
select is(core.request_id(), repeat('a', 128), 'every caller may read the id');

select * from finish();
rollback;
