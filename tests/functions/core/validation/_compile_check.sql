-- Proves functions/core/validation/_compile_check.sql.
begin;
select plan(2);

-- Given: rules whose every part tries to leave its quotes.
insert into core.validation_rules (entity, name, field, kind, argument, message)
values
(
    'core.thing', 'quote', $q$a'); raise 'out'; --$$$q$, 'required', '{}',
    $q$It's $$ here'; raise 'out'; --$q$
),
(
    'core.thing',
    'choice',
    $q$b'$q$,
    'one_of',
    $q${"values": ["'); raise 'out'; --"]}$q$,
    'B.'
);
select is(
    core.check_record('core.thing', $q${"b'": 1}$q$) -> 'errors' -> 0 ->> 'message',
    'B.', 'a rule is data, whatever it holds'
);
select is(
    core.check_record('core.thing', $q${"b'": "'); raise 'out'; --"}$q$)
    -> 'errors' -> 0 ->> 'message',
    $q$It's $$ here'; raise 'out'; --$q$, 'and returns the message of the rule'
);

select * from finish();
rollback;
