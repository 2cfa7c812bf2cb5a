#define _GNU_SOURCE
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Tells the parent why, through the pipe that a good exec closes.
static void fail(int report) {
    int number = errno;
    ssize_t ignored = write(report, &number, sizeof number);
    (void)ignored;
    _exit(127);
}

static void become(const struct yiqi_child *child, int report, pid_t parent) {
    // Ignored signals and blocked ones survive exec, and the runtime ignores SIGPIPE.
    struct sigaction usual = {.sa_handler = SIG_DFL};
    for (int number = 1; number < 32; number++) sigaction(number, &usual, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
    setsid();
    umask(077);

    int input = child->input >= 0 ? child->input : open("/dev/null", O_RDONLY);
    if (input < 0 || dup2(input, 0) < 0 || dup2(child->output, 1) < 0 || dup2(child->output, 2) < 0) fail(report);
    // The report stays as 3; all else that was open is the parent's own business (sockets, the lock).
    if (report != 3 && dup2(report, 3) < 0) fail(report);
    report = 3;
    fcntl(report, F_SETFD, FD_CLOEXEC);
    if (syscall(SYS_close_range, 4u, ~0u, 0u) != 0) {
        for (int descriptor = 4; descriptor < 65536; descriptor++) close(descriptor);
    }

    if (child->change_user) {
        // The bare calls: the library's own try to tell every thread, and there are none here.
        if (syscall(SYS_setgroups, 0, 0) != 0) fail(report);
        if (syscall(SYS_setresgid, child->group, child->group, child->group) != 0) fail(report);
        if (syscall(SYS_setresuid, child->user, child->user, child->user) != 0) fail(report);
    }
    if (child->death_signal != 0) {
        // After the change of user, which would clear it.
        if (prctl(PR_SET_PDEATHSIG, child->death_signal) != 0) fail(report);
        // The parent may have died before that.
        if (getppid() != parent) _exit(127);
    }
    if (child->folder && chdir(child->folder) != 0) fail(report);
    execve(child->path, child->arguments, child->environment);
    fail(report);
}

pid_t yiqi_start(const struct yiqi_child *child) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return -1;
    // No handler of ours may run in the child.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t parent = getpid();
    pid_t started = fork();
    if (started == 0) become(child, report[1], parent);
    int number = errno;
    pthread_sigmask(SIG_SETMASK, &before, 0);
    close(report[1]);
    if (started < 0) {
        close(report[0]);
        errno = number;
        return -1;
    }
    ssize_t got;
    do {
        got = read(report[0], &number, sizeof number);
    } while (got < 0 && errno == EINTR);
    close(report[0]);
    if (got == (ssize_t)sizeof number) {
        int status;
        while (waitpid(started, &status, 0) < 0 && errno == EINTR) {
        }
        errno = number;
        return -1;
    }
    return started;
}

int yiqi_poll(pid_t child, int *status) {
    pid_t ended;
    do {
        ended = waitpid(child, status, WNOHANG);
    } while (ended < 0 && errno == EINTR);
    if (ended < 0) return -1;
    return ended == child ? 1 : 0;
}

int yiqi_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int yiqi_exit_code(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }
