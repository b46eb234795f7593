-- Proves functions/suppliers/parties/_show_certificate.sql.
begin;
select plan(1);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._show_certificate(c) - 'id',
    '{"supplier_id": 3001, "capability": "welding", "number": "W-3001",
      "valid_from_on": "2020-01-01", "valid_until_on": "2098-12-31",
      "revoked_at": null}',
    'a certificate names its capability'
)
from suppliers.certificates as c
where c.supplier_id = 3001;

select * from finish();
rollback;
