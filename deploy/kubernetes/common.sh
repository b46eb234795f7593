# What `install` and `back` share. They run here, in deploy/kubernetes.
# Whoever calls has chosen the cluster: the context of kubectl.

namespace_of() {
    sed -n 's/^namespace: //p' "$1/kustomization.yaml"
}

# apply_step STEP INSTALLATION IMAGE: what has the label of that step.
apply_step() {
    ./release "$2" "$3" | kubectl apply --server-side --force-conflicts \
        --field-manager=rowhouse --selector "rowhouse/step=$1" --filename -
}

# run_job JOB INSTALLATION IMAGE: a new run of it, to its end, with its log; fails as it does, and
# after five minutes in which its image or its secrets cannot be had. `migrate` is part of the
# release; the others are not.
run_job() {
    namespace=$(namespace_of "$2")
    name=rowhouse-$1-$(printf %.10s "${3#*@sha256:}")
    kubectl --namespace "$namespace" delete job "$name" --ignore-not-found
    if [ "$1" = migrate ]; then
        apply_step migrate "$2" "$3"
    else
        ./release "$2" "$3" "$1" | kubectl apply --filename -
    fi
    failed='' stuck=0
    until kubectl --namespace "$namespace" wait "job/$name" --for=condition=Complete --timeout=10s
    do
        failed=$(kubectl --namespace "$namespace" get "job/$name" \
            --output 'jsonpath={.status.conditions[?(@.type=="Failed")].status}')
        [ "$failed" != True ] || break
        waits=$(kubectl --namespace "$namespace" get pods --selector "job-name=$name" \
            --output 'jsonpath={.items[*].status.containerStatuses[*].state.waiting.reason}')
        case $waits in
            *Image* | *Config*) stuck=$((stuck + 1)) ;;
            *) stuck=0 ;;
        esac
        [ "$stuck" -lt 30 ] || break
    done
    if [ "$stuck" -ge 30 ]; then
        kubectl --namespace "$namespace" describe pods --selector "job-name=$name"
        echo "$0: $name does not start: $waits" >&2
        # Nothing follows it any more: it must not begin once the cause is gone.
        kubectl --namespace "$namespace" delete job "$name"
        return 1
    fi
    if [ "$failed" = True ]; then
        kubectl --namespace "$namespace" describe pods --selector "job-name=$name"
    fi
    kubectl --namespace "$namespace" logs "job/$name" --tail=-1
    [ "$failed" != True ]
}

# run_processes INSTALLATION IMAGE: the new ones take over, a few at a time.
run_processes() {
    namespace=$(namespace_of "$1")
    apply_step run "$1" "$2"
    for process in deployment/rest statefulset/relay deployment/gateway deployment/worker; do
        kubectl --namespace "$namespace" rollout status "$process" --timeout=10m
    done
}
