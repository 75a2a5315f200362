//   engine working-time | guards | replay DATA SCRATCH

#include "engine.hpp"

#include <cstdio>
#include <exception>
#include <string_view>

int main(int count, char** words) {
    try {
        const std::string_view what = count > 1 ? words[1] : "";
        if (what == "working-time")
            bench::measure_working_time();
        else if (what == "guards")
            bench::measure_guards();
        else if (what == "replay" && count == 4)
            bench::measure_replay(words[2], words[3]);
        else {
            std::fprintf(stderr, "engine working-time | guards | replay DATA SCRATCH\n");
            return 2;
        }
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "engine: %s\n", failure.what());
        return 1;
    }
}
