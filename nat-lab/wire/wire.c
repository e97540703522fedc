/*
 * wire: a long wire with losses, for a router on a kernel without netem, or when a fault must come again by its seed.
 *
 *   wire LOSS_PERCENT DELAY_MS JITTER_MS SEED
 *
 * The kernel hands over each packet that arrives from inside (queue 0) and from outside (queue 1), before anything else has
 * looked at it, and keeps the packet itself; only its number comes here. After delay +- jitter, evenly distributed, the packet
 * may go on; or it is lost. As with netem, jitter lets packets overtake each other.
 *
 * Each direction draws its own sequence from the seed, two numbers for each packet: the nth packet from inside has the same
 * fate in every run, whatever comes from outside. Needs NET_ADMIN.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <libnetfilter_queue/libnetfilter_queue.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink_queue.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum { QUEUES = 2, MOST_HELD = 16384 };

struct held {
    int64_t due; /* nanoseconds of the monotonic clock */
    uint64_t arrival; /* order among packets that are due at the same time */
    uint32_t packet;
    uint16_t queue;
};

static struct held heap[MOST_HELD]; /* the packet that is due next comes first */
static size_t holding;
static uint64_t arrivals, lost_count[QUEUES], passed[QUEUES], overflowed;
static uint64_t generator[QUEUES];
static double loss; /* 0 to 1 */
static int64_t delay, jitter;
static struct mnl_socket *netlink;
static volatile sig_atomic_t stopping;

static void fail(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* SplitMix64 (Steele, Lea, Flood 2014), evenly distributed in [0, 1). */
static double draw(uint16_t queue) {
    uint64_t z = generator[queue] += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    z ^= z >> 31;
    return (double)(z >> 11) * 0x1p-53;
}

static bool before(const struct held *a, const struct held *b) {
    return a->due != b->due ? a->due < b->due : a->arrival < b->arrival;
}

static void swap(size_t a, size_t b) {
    struct held kept = heap[a];
    heap[a] = heap[b];
    heap[b] = kept;
}

static void hold(struct held packet) {
    size_t at = holding++;
    heap[at] = packet;
    for (; at > 0 && before(&heap[at], &heap[(at - 1) / 2]); at = (at - 1) / 2) swap(at, (at - 1) / 2);
}

static struct held release(void) {
    struct held first = heap[0];
    heap[0] = heap[--holding];
    for (size_t at = 0;;) {
        size_t next = 2 * at + 1;
        if (next >= holding) return first;
        if (next + 1 < holding && before(&heap[next + 1], &heap[next])) next++;
        if (!before(&heap[next], &heap[at])) return first;
        swap(at, next);
        at = next;
    }
}

static void send_message(struct nlmsghdr *message) {
    if (mnl_socket_sendto(netlink, message, message->nlmsg_len) < 0) fail("wire: netlink");
}

static void decide(uint16_t queue, uint32_t packet, int verdict) {
    char buffer[256];
    struct nlmsghdr *message = nfq_nlmsg_put(buffer, NFQNL_MSG_VERDICT, queue);
    nfq_nlmsg_verdict_put(message, (int)packet, verdict);
    send_message(message);
}

static int arrived(const struct nlmsghdr *message, void *unused) {
    (void)unused;
    struct nlattr *attributes[NFQA_MAX + 1] = {0};
    if (nfq_nlmsg_parse(message, attributes) < 0 || attributes[NFQA_PACKET_HDR] == NULL) return MNL_CB_OK;
    const struct nfgenmsg *header = mnl_nlmsg_get_payload(message);
    const struct nfqnl_msg_packet_hdr *info = mnl_attr_get_payload(attributes[NFQA_PACKET_HDR]);
    uint16_t queue = ntohs(header->res_id);
    if (queue >= QUEUES) return MNL_CB_OK;

    double fate = draw(queue), spread = draw(queue) * 2 - 1;
    struct held packet = {
        .due = now() + delay + (int64_t)(spread * (double)jitter),
        .arrival = arrivals++,
        .packet = ntohl(info->packet_id),
        .queue = queue,
    };
    if (fate < loss || holding == MOST_HELD) {
        if (fate < loss) lost_count[queue]++; else overflowed++;
        decide(queue, packet.packet, NF_DROP);
    } else {
        hold(packet);
    }
    return MNL_CB_OK;
}

static void let_go(void) {
    while (holding > 0 && heap[0].due <= now()) {
        struct held packet = release();
        passed[packet.queue]++;
        decide(packet.queue, packet.packet, NF_ACCEPT);
    }
}

static void bind_queue(uint16_t queue) {
    char buffer[512];
    struct nlmsghdr *message = nfq_nlmsg_put(buffer, NFQNL_MSG_CONFIG, queue);
    nfq_nlmsg_cfg_put_cmd(message, AF_INET, NFQNL_CFG_CMD_BIND);
    send_message(message);
    message = nfq_nlmsg_put(buffer, NFQNL_MSG_CONFIG, queue);
    nfq_nlmsg_cfg_put_params(message, NFQNL_COPY_META, 0);
    nfq_nlmsg_cfg_put_qmaxlen(message, MOST_HELD);
    send_message(message);
}

static void stop(int signal) {
    (void)signal;
    stopping = 1;
}

static double number(const char *text) {
    char *end;
    double value = strtod(text, &end);
    if (*text == '\0' || *end != '\0' || value < 0) {
        fprintf(stderr, "wire: %s is not a number from 0\n", text);
        exit(2);
    }
    return value;
}

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: wire LOSS_PERCENT DELAY_MS JITTER_MS SEED\n");
        return 2;
    }
    loss = number(arguments[1]) / 100;
    delay = (int64_t)(number(arguments[2]) * 1e6);
    jitter = (int64_t)(number(arguments[3]) * 1e6);
    for (unsigned queue = 0; queue < QUEUES; queue++)
        generator[queue] = strtoull(arguments[4], NULL, 10) * QUEUES + queue;

    /* Signals arrive only while waiting in ppoll, so none is missed between looking and waiting. */
    sigset_t blocked, waiting;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGINT);
    sigprocmask(SIG_BLOCK, &blocked, &waiting);
    struct sigaction action = {.sa_handler = stop};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);

    netlink = mnl_socket_open2(NETLINK_NETFILTER, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (netlink == NULL || mnl_socket_bind(netlink, 0, MNL_SOCKET_AUTOPID) < 0) fail("wire: netlink");
    int buffer_bytes = 4 << 20;
    setsockopt(mnl_socket_get_fd(netlink), SOL_SOCKET, SO_RCVBUFFORCE, &buffer_bytes, sizeof buffer_bytes);
    for (uint16_t queue = 0; queue < QUEUES; queue++) bind_queue(queue);

    printf("wire: ready, seed %s\n", arguments[4]);
    fflush(stdout);
    static char buffer[65536];
    while (!stopping) {
        struct timespec wait = {0};
        if (holding > 0) {
            int64_t left = heap[0].due - now();
            if (left > 0) wait = (struct timespec){.tv_sec = left / 1000000000, .tv_nsec = left % 1000000000};
        }
        struct pollfd source = {.fd = mnl_socket_get_fd(netlink), .events = POLLIN};
        if (ppoll(&source, 1, holding > 0 ? &wait : NULL, &waiting) < 0 && errno != EINTR) fail("wire: poll");
        for (ssize_t bytes; (bytes = mnl_socket_recvfrom(netlink, buffer, sizeof buffer)) > 0;) {
            if (mnl_cb_run(buffer, (size_t)bytes, 0, 0, arrived, NULL) < 0) fail("wire: queue");
            let_go();
        }
        if (errno != EAGAIN && errno != ENOBUFS && errno != EINTR) fail("wire: netlink");
        let_go();
    }
    printf("wire: from inside %lu passed, %lu lost; from outside %lu passed, %lu lost; %lu did not fit\n", passed[0],
           lost_count[0], passed[1], lost_count[1], overflowed);
    return EXIT_SUCCESS;
}
