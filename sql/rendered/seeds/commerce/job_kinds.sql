-- Rendered from sql/seeds/commerce/job_kinds.sql.j2; edit that file, not this one.
-- Seeds of core.job_kinds: the jobs of commerce.

insert into core.job_kinds (
    kind, handler, sql_function, max_attempts, backoff_seconds, description
)
values
(
    'commerce.propose_reorders', 'sql', 'commerce.run_propose_reorders', 3, 60,
    'Proposes what has to be bought, per location.'
),
(
    'commerce.send_purchase', 'python', null, 12, 30,
    'Sends a purchase order to the API of its vendor.'
),
(
    'commerce.acknowledge_purchase', 'sql', 'commerce.run_acknowledge_purchase', 3, 60,
    'Takes the acknowledgement of a purchase order by a webhook.'
),
(
    'commerce.warm_product_pages', 'sql', 'commerce.run_warm_product_pages', 1, 5,
    'Keeps the pages of products that sell fresh.'
)
on conflict (kind) do update
set
    handler = excluded.handler,
    sql_function = excluded.sql_function,
    max_attempts = excluded.max_attempts,
    backoff_seconds = excluded.backoff_seconds,
    description = excluded.description
where
    (
        job_kinds.handler,
        job_kinds.sql_function,
        job_kinds.max_attempts,
        job_kinds.backoff_seconds,
        job_kinds.description
    )
    is distinct from (
        excluded.handler,
        excluded.sql_function,
        excluded.max_attempts,
        excluded.backoff_seconds,
        excluded.description
    );
