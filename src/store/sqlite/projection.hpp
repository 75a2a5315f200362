#pragma once
// Everything derived from a record, brought to where the record stands. The same code at every act and in
// replay.

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "records/event.hpp"
#include "records/record.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/record_row.hpp"
#include "store/sqlite/search_rows.hpp"
#include "store/sqlite/shelves.hpp"

namespace reeve::store::sqlite {

// What a record's events since it was last projected say about its words, and about its birth.
class Touched {
public:
    // The next event of the record, stored under `seq`.
    void add(const records::Event& event, std::int64_t seq);
    // Who may know the record no longer after that event. Where several events may have changed that, it must
    // be said after each of them; after a single one the projection sees it by itself.
    void follow(const records::Reach& before, const records::Reach& after, std::int64_t seq);
    [[nodiscard]] bool must_follow() const { return reaching_ > 1; }

    [[nodiscard]] bool born() const { return born_ != 0; }
    [[nodiscard]] std::int64_t birth() const { return born_; }

private:
    friend class Projection;
    std::int64_t born_ = 0;           // seq of its first event
    bool words_ = false;              // title, description or another text
    bool erased_ = false;             // texts of earlier events
    bool flow_ = false;               // where it is, who has it, its clocks or its priority
    bool refused_ = false;            // what the desk could not do
    bool endless_ = false;            // its clocks, of which one may be never due
    bool asked_ = false;              // who is to be heard
    bool limits_ = false;             // the keys under which it counts
    bool moved_ = false;              // to another version of its process
    std::vector<std::int64_t> time_;  // of its time entries: those that were logged or struck
    struct Told {
        std::int64_t seq = 0;
        std::string notice;
        Id person;
    };
    std::vector<Told> told_;
    std::string said_, internal_;     // new ones
    int reaching_ = 0;                // events that may have changed who may know it
    std::int64_t last_reaching_ = 0;  // seq
    std::vector<std::pair<Id, std::int64_t>> left_;
    bool followed_ = false;
};

class Projection {
public:
    // Without the journal beside it (replay), texts that were erased are empty in the events already.
    enum class Journal : std::uint8_t { beside, elsewhere };
    explicit Projection(Connection& connection, Journal journal = Journal::beside)
        : connection_(connection), journal_(journal), own_(connection), shelves_(&own_) {}
    // As the writer has it: words are left in `words`, to be written before the commit.
    Projection(Connection& connection, SearchRows& words, Shelves& shelves)
        : connection_(connection), words_(&words), own_(connection), shelves_(&shelves) {}
    Projection(const Projection&) = delete;
    Projection& operator=(const Projection&) = delete;

    // Writes only what differs from what is there. StoreFailure broken when the record was never born.
    void put(const records::Record& record, const Touched& touched);
    void put(const records::Record& record, const Touched& touched, const RecordWritten& written);

private:
    struct Known {
        std::int64_t key = 0;
        RecordRow row;
        records::Reach reach;
    };
    [[nodiscard]] Known known(Id id);
    void insert_row(std::int64_t key, const records::Record& record, const RecordRow& row);
    void update_row(std::int64_t key, const RecordRow& row, Columns changed);
    void put_body(std::int64_t key, const RecordWritten& written, bool born);
    void put_parties(std::int64_t key, const std::string& process, const RecordRow& row, const Known& before,
                     const records::Reach& reach, Columns changed);
    void put_people(std::int64_t key, const RecordRow& row, const Known& before, const records::Reach& reach);
    void move_people(std::int64_t key, const RecordRow& row, const Known& before);
    void put_left(std::int64_t key, const Known& before, const records::Reach& reach, const Touched& touched);
    void put_timers(std::int64_t key, const records::Record& record, const RecordRow& row, bool born);
    void put_limits(std::int64_t key, const records::Record& record);
    void put_kept_dues(std::int64_t key, const records::Record& record, const RecordRow& row,
                       const Touched& touched);
    void put_time(std::int64_t key, const records::Record& record, const Touched& touched);
    void put_notices(std::int64_t key, const Touched& touched);
    void put_words(std::int64_t key, const records::Record& record, const Touched& touched);
    void read_said(Id record, SearchRow& row);

    Connection& connection_;
    Journal journal_ = Journal::beside;
    SearchRows* words_ = nullptr;
    Shelves own_;
    Shelves* shelves_;
};

}  // namespace reeve::store::sqlite
