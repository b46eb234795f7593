-- Proves functions/filters/read/_span_of.sql.
begin;
select plan(3);

select is(
    filters._span_of(null), row(0, 0)::filters.span, 'not narrowed is the margin'
);
select is(
    filters._span_of('{3,5}'), row(1, 9223372036854775807)::filters.span,
    'narrowed is anything else'
);
select is(
    filters._span_of('{}'), row(1, 9223372036854775807)::filters.span,
    'to nothing, too'
);

select * from finish();
rollback;
