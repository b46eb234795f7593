"""Settings that every server of ours has, alone or as a member of a cluster."""

import psutil


def common_settings() -> dict[str, str]:
    """Return what does not depend on where a server runs; its size depends on this machine."""
    quarter = psutil.virtual_memory().total // 4 // 2**20
    return {
        "password_encryption": "scram-sha-256",
        "max_connections": "200",
        "shared_buffers": f"{min(quarter, 512)}MB",
        "effective_cache_size": f"{quarter * 2}MB",
        "maintenance_work_mem": "256MB",
        "max_wal_size": "2GB",
        "random_page_cost": "1.1",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "track_io_timing": "on",
        "shared_preload_libraries": "pg_stat_statements",
        # Their texts are kept as they were sent, whatever stands in them.
        "pg_stat_statements.track_utility": "off",
    }
