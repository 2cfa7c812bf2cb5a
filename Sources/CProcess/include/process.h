#ifndef YIQI_PROCESS_H
#define YIQI_PROCESS_H

#include <sys/types.h>

// What the child becomes before it runs its program. Swift cannot run code between fork and exec: only calls that are
// safe there are made here.
struct yiqi_child {
    const char *path;
    char *const *arguments;
    char *const *environment;
    const char *folder;  // working folder
    int input;           // becomes 0; -1 for /dev/null
    int output;          // becomes 1 and 2
    int change_user;     // whether to become user and group, dropping all others
    uid_t user;
    gid_t group;
    int death_signal;    // sent by the kernel when the thread that started the child ends; 0 for none
};

// Starts the child in a session of its own, so that a terminal's Ctrl-C does not reach it before its owner says so.
// Returns its process id, or -1 with errno set if it could not be started or could not run its program.
pid_t yiqi_start(const struct yiqi_child *child);

// 0 if the child lives; 1 if it ended, with its wait status in *status; -1 with errno set.
int yiqi_poll(pid_t child, int *status);

// A pipe that no program inherits unasked: ends[0] to read, ends[1] to write. 0, or -1 with errno set.
int yiqi_pipe(int ends[2]);

// Its exit status, or 128 and the signal that ended it.
int yiqi_exit_code(int status);

#endif
