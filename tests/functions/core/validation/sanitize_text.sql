-- Proves functions/core/validation/sanitize_text.sql.
begin;
select plan(7);

create function pg_temp.clean(p_text text) returns text language sql as $$
    select core.sanitize_text(p_text, '{control,markup,collapse,trim}')
$$;
select
    is(
        pg_temp.clean(E'  a \t b\n c\u00a0'),
        'a b c',
        'white space is collapsed and trimmed'
    );
select is(pg_temp.clean(E'a\u0007b\u202Ec\u200Bd'), 'abcd', 'control characters go');
select is(
    pg_temp.clean('<p>Tea <b>& milk</b></p><script>alert(1)</script><img src=x'),
    'Tea & milk', 'markup goes, with what scripts hold'
);
select is(
    pg_temp.clean('<<b>b>x<</b>/b>'), 'x', 'markup that hides in markup goes'
);
select
    is(
        pg_temp.clean('1 < 2 and 3 > 2'), '1 < 2 and 3 > 2', 'a comparison is no markup'
    );
select is(
    pg_temp.clean(repeat('<', 2000) || repeat('b>', 2000)) ~ '[<>]', false,
    'very deep nesting loses every bracket'
);
select is(
    core.sanitize_text(' <b>a</b> ', '{trim}'),
    '<b>a</b>',
    'only the named steps are done'
);

select * from finish();
rollback;
