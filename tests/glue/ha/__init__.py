"""Drills: a cluster of three under the load of a soak, while a part of it is lost.

`stand` is the cluster and what works on it; `proxy` can cut a member off from etcd; `acts` are
what happens to it; `ledger` and `ears` are writers and listeners of their own, beside those of
the soak; `drill` plays one act and judges.
"""
