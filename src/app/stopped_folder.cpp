#include "app/stopped_folder.hpp"

#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "app/demo_people.hpp"
#include "app/first_start.hpp"
#include "app/shipped.hpp"
#include "app/system_sources.hpp"
#include "desk/desk.hpp"
#include "import/desk_sink.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::app {
namespace {

namespace files = std::filesystem;
using Sink = import::Sink;

// The desk of a folder without its doors: the same as serves, stepped by whoever holds it.
class StoppedDesk : public import::DeskFolder {
public:
    StoppedDesk(const std::string& data, bool make) {
        if (make)
            files::create_directories(data);
        else if (!files::is_directory(data))
            throw std::runtime_error("there is no folder " + data);
        open(data);
        desk_ = std::make_unique<desk::Desk>(*store_, entropy_,
                                             desk::Limits{.imports = imports_at_once,
                                                          .import_rows = rows_of_a_step,
                                                          .cached_records = cached_records});
        for (const std::string& sentence : desk_->open()) fprintf(stderr, "reeve: %s\n", sentence.c_str());
        if (desk_->world()->processes.empty() && make) begin(data);
        sink_ = std::make_unique<import::DeskSink>(*desk_, clock_, entropy_);
    }

    Sink& sink() override { return *sink_; }
    desk::WorldPtr world() const override { return desk_->world(); }
    store::Store& store() override { return *store_; }

private:
    void open(const std::string& data) {
        try {
            store_ = store::sqlite::open_store(data, {.writer_cache_kib = writer_cache_kib,
                                                      .checkpoint_pages = checkpoint_pages,
                                                      .sync_each_commit = false,  // it can be run again
                                                      .clock = &clock_});
        } catch (const store::StoreFailure& failure) {
            const std::string why = failure.what();
            const bool running = why.find("in use by another") != std::string::npos;
            throw std::runtime_error(why + (running ? " A running desk takes an import with --url." : ""));
        }
    }

    void begin(const std::string& data) {
        FirstStart first(*desk_, entropy_, clock_.now());
        const std::string people = data + "/setup.json";
        write_people(people, first.administrator(shipped_processes()));
        fprintf(stderr, "reeve: %s was empty and is a desk now; its administrator's password is in %s\n",
                data.c_str(), people.c_str());
    }

    // Nobody waits: more than the sink hands over at once, so that all of that is one commit.
    static constexpr std::size_t rows_of_a_step = 20'000;
    static constexpr std::size_t imports_at_once = 16;
    static constexpr int writer_cache_kib = 65'536;      // what is new goes to every part of every index
    static constexpr int checkpoint_pages = 30'000;      // likewise
    static constexpr std::size_t cached_records = 1000;  // hardly any is asked for again

    SystemEntropy entropy_;
    SystemClock clock_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<desk::Desk> desk_;
    std::unique_ptr<import::DeskSink> sink_;
};

}  // namespace

std::unique_ptr<import::DeskFolder> open_folder(const std::string& data, bool make) {
    return std::make_unique<StoppedDesk>(data, make);
}

}  // namespace reeve::app
