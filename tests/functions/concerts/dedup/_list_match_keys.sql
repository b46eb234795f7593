-- Proves functions/concerts/dedup/_list_match_keys.sql.
begin;
select plan(3);

select set_eq(
    $$ select concerts._list_match_keys('text', 'name', 'the queen', '') $$,
    $$ values (':w:the'), (':w:queen'), (':p:theq'), (':p:hequ'), (':p:eque'),
        (':p:quee'), (':p:ueen') $$,
    'words, and parts of four letters'
);
select set_eq(
    format(
        $$ select concerts._list_match_keys('text', 'name', %L, '7') $$,
        repeat('x', 41)
    ),
    format($$ values (%L) $$, '7:w:' || repeat('x', 41)),
    'of a long text only the words'
);
select set_eq(
    $$ select concerts._list_match_keys('codes', 'day', 'a b', '7') $$,
    $$ values ('7:c:day:a'), ('7:c:day:b') $$, 'codes in their scope'
);

select * from finish();
rollback;
