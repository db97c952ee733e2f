// gen: coroutines on the loop. The whole layer in one include.
//
// What: coroutine, engine, Return; what they may yield: Future, Task, Callback, Wait, WaitAll,
// lists of them,
//   sleep, with_timeout, moment.
// For: programs.
// Source: Tornado 3.1.1 gen.
#pragma once

#include "gen/callback.h"
#include "gen/coroutine.h"
#include "gen/errors.h"
#include "gen/multi.h"
#include "gen/runner.h"
#include "gen/sleep.h"
#include "gen/task.h"
#include "gen/yield_future.h"
