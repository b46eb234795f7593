-- Proves functions/core/requests/request_header.sql.
begin;
select plan(6);

select is(
    core.request_header('x-request-id'), null,
    'outside a request there is no header'
);

-- Given: the headers as PostgREST sets them.
select set_config('request.headers', '{"x-request-id": "r1", "accept": "*/*"}', true);

select is(core.request_header('x-request-id'), 'r1', 'a header is found by its name');
select is(core.request_header('X-Request-ID'), 'r1', 'whatever the case of the name');
select is(core.request_header('cookie'), null, 'a header that was not sent is null');

select set_config('request.headers', 'no json', true);
select is(core.request_header('accept'), null, 'headers other than JSON are none');

select set_config('request.headers', '[1]', true);
set local role anon;
select is(core.request_header('accept'), null, 'headers other than an object are none');

select * from finish();
rollback;
