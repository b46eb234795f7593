-- Proves triggers/concerts/votes.sql.
begin;
select plan(2);

-- Given: the small tour.
select tests.small_tour();

select triggers_are(
    'concerts', 'votes',
    array[
        't20_refuse_change', 't20_refuse_truncate', 't30_count_insert', 't30_count_delete'
    ],
    'votes has exactly these triggers'
);
select throws_ok(
    'update concerts.votes set voted_at = voted_at', 'PT409', 'core.append_only',
    'a vote is never changed'
);

select * from finish();
rollback;
