-- reading._reason: in one word, why one edit stands against another.

create or replace function reading._reason(
    p_winner reading.edit, p_loser reading.edit, p_policy text
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = ''
as $$
    select case
        when w.rewinds > l.rewinds then 'rewound'
        when (w.chapter, w.page, w.percent) > (l.chapter, l.page, l.percent)
            then 'further'
        when w.updated_at > l.updated_at then 'later'
        when w.device_id > l.device_id then 'greater_device'
        else 'greater_content'
    end
    from
        reading._rank(p_winner, p_policy) as w,
        reading._rank(p_loser, p_policy) as l
$$;

comment on function reading._reason(reading.edit, reading.edit, text) is
    'rewound, further, later, greater_device or greater_content: what decided.';
