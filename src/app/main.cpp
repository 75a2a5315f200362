#include <poll.h>

#include "app/desk_instance.hpp"
#include "app/shipped.hpp"
#include "app/stopped_folder.hpp"
#include "cli/cli.hpp"
#include "store/sqlite/sqlite_replay.hpp"

int main(int argc, char** argv) {
    reeve::cli::Surroundings around;
    around.start = reeve::app::start_instance;
    around.shipped = reeve::app::shipped_processes();
    around.shipped_imports = reeve::app::shipped_imports();
    around.shipped_texts = reeve::app::shipped_texts();
    around.wait = [](int seconds) { (void)::poll(nullptr, 0, seconds * 1000); };
    around.open_folder = reeve::app::open_folder;
    around.replay = [](const std::string& data) { return reeve::store::sqlite::replay(data); };
    around.rebuild = [](const std::string& data) { return reeve::store::sqlite::rebuild(data); };
    return reeve::cli::run(argc, argv, around);
}
