-- Proves functions/core/requests/traceparent.sql.
begin;
select plan(8);

-- Given: the trace of a worker, and one of a request.
select set_config(
    'rowhouse.traceparent',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', true
);
select is(
    core.traceparent(), '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    'a worker carries a trace on'
);
select set_config(
    'request.headers',
    '{"traceparent": "00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"}', true
);
select is(
    core.traceparent(), '00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
    'the header of a request comes first'
);

create function pg_temp.trace_of(p_header text)
    returns text
    language plpgsql
as $$
begin
    perform set_config(
        'request.headers', jsonb_build_object('traceparent', p_header)::text, true
    );
    return core.traceparent();
end;
$$;

select is(pg_temp.trace_of(t.header), null, format('%s is no trace', t.why))
from (
    values
    ('01-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00', 'another version'),
    ('00-1AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00', 'upper case'),
    ('00-00000000000000000000000000000000-b7ad6b7169203331-00', 'a trace id of zeros'),
    ('00-1af7651916cd43dd8448eb211c80319c-0000000000000000-00', 'a span id of zeros'),
    ('00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331', 'one without flags')
) as t (header, why);

set local role anon;
select lives_ok('select core.traceparent()', 'every caller may read the trace');

select * from finish();
rollback;
