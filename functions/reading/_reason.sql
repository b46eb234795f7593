-- reading._reason: the column that decided between two ranks, as one word.
--
-- A column that the policy ignores is equal in both ranks, so it is never the reason.

create or replace function reading._reason(
    p_winner reading.rank, p_loser reading.rank
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when (p_winner).rewinds > (p_loser).rewinds then 'rewound'
    when
        ((p_winner).chapter, (p_winner).page, (p_winner).percent)
        > ((p_loser).chapter, (p_loser).page, (p_loser).percent) then 'further'
    when (p_winner).updated_at > (p_loser).updated_at then 'later'
    when (p_winner).device_id > (p_loser).device_id then 'greater_device'
    else 'greater_content'
end;

comment on function reading._reason(reading.rank, reading.rank) is
    'The reason: rewound, further, later, greater_device or greater_content.';
