// libpq, and what Glibc's Swift module lacks: epoll and eventfd.
#ifndef YIQI_CLIBPQ_SHIM_H
#define YIQI_CLIBPQ_SHIM_H

#include <libpq-fe.h>

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

// Calls that can fail return the negated errno, so that nothing can overwrite it before it is read.

static inline int yiqi_epoll_create(void) {
    int fd = epoll_create1(EPOLL_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

static inline int yiqi_eventfd_create(void) {
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return fd < 0 ? -errno : fd;
}

static inline void yiqi_eventfd_ring(int fd) {
    uint64_t one = 1;
    while (write(fd, &one, sizeof one) < 0 && errno == EINTR) {
    }
}

static inline void yiqi_eventfd_clear(int fd) {
    uint64_t count;
    while (read(fd, &count, sizeof count) < 0 && errno == EINTR) {
    }
}

// Watches a descriptor for as long as it is open (the bell).
static inline int yiqi_epoll_watch(int epoll, int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = fd}};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0 ? -errno : 0;
}

// Watches a descriptor until its next event. The number may have been closed and given out again since the last
// call, so neither "known" nor "unknown" can be assumed.
static inline int yiqi_epoll_arm(int epoll, int fd, int forReading, int forWriting) {
    struct epoll_event event = {
        .events = EPOLLONESHOT | EPOLLRDHUP | (forReading ? EPOLLIN : 0) | (forWriting ? EPOLLOUT : 0),
        .data = {.fd = fd}};
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event) == 0) return 0;
    if (errno != ENOENT) return -errno;
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0 ? -errno : 0;
}

static inline void yiqi_epoll_forget(int epoll, int fd) {
    struct epoll_event event = {.events = 0, .data = {.fd = fd}};
    (void)epoll_ctl(epoll, EPOLL_CTL_DEL, fd, &event);
}

// Fills `ready` with the descriptors that have events; returns how many, 0 on timeout or signal.
static inline int yiqi_epoll_wait(int epoll, int *ready, int capacity, int milliseconds) {
    struct epoll_event events[64];
    if (capacity > 64) capacity = 64;
    int count = epoll_wait(epoll, events, capacity, milliseconds);
    if (count < 0) return errno == EINTR ? 0 : -errno;
    for (int i = 0; i < count; i++) ready[i] = events[i].data.fd;
    return count;
}

// What an idle socket holds, without reading it: -1 nothing, 0 the peer has gone, 1 bytes are waiting.
static inline int yiqi_socket_peek(int fd) {
    char byte;
    ssize_t got = recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (got > 0) return 1;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return -1;
    return 0;
}

static inline void yiqi_ignore_sigpipe(void) { signal(SIGPIPE, SIG_IGN); }

// A thread of the library takes no signals: they belong to the program's own threads.
static inline void yiqi_block_signals(void) {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, NULL);
}

#endif
