#include "store/blobs.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>

#include "base/sources.hpp"
#include "store/scratch_folder.hpp"
#include "store/store.hpp"

namespace reeve::store {
namespace {

class Blobs : public ::testing::Test {
protected:
    std::string content(Id id) {
        std::string all;
        const auto reader = blobs_->open(id);
        for (std::string part = reader->read(7); !part.empty(); part = reader->read(7)) {
            all += part;
        }
        EXPECT_EQ(reader->size(), all.size());
        return all;
    }

    ScratchFolder folder_;
    SeededEntropy entropy_{1};
    std::unique_ptr<BlobStore> blobs_ = blobs_in(folder_.path().string());
    const Id id_ = entropy_.id();
};

TEST_F(Blobs, ArriveInPartsAndAreReadAgain) {
    EXPECT_EQ(blobs_->size(id_), std::nullopt);
    EXPECT_EQ(blobs_->open(id_), nullptr);
    EXPECT_TRUE(blobs_->append(id_, 0, "a photo of "));
    EXPECT_EQ(blobs_->size(id_), 11U);
    EXPECT_TRUE(blobs_->append(id_, 11, "the printer"));
    EXPECT_EQ(blobs_->seal(id_), sha256("a photo of the printer"));
    blobs_ = blobs_in(folder_.path().string());
    EXPECT_EQ(content(id_), "a photo of the printer");
}

TEST_F(Blobs, APartIsTakenOnlyWhereTheLastOneEnded) {
    EXPECT_FALSE(blobs_->append(id_, 5, "later"));
    EXPECT_EQ(blobs_->size(id_), std::nullopt) << "a part in the middle begins nothing";
    EXPECT_TRUE(blobs_->append(id_, 0, "12345"));
    EXPECT_FALSE(blobs_->append(id_, 0, "again"));
    EXPECT_FALSE(blobs_->append(id_, 4, "x"));
    EXPECT_FALSE(blobs_->append(id_, 6, "x"));
    EXPECT_EQ(content(id_), "12345");
}

TEST_F(Blobs, MayBeEmptyAndOfAnyBytes) {
    EXPECT_TRUE(blobs_->append(id_, 0, ""));
    EXPECT_EQ(blobs_->seal(id_), sha256(""));
    EXPECT_EQ(content(id_), "");
    const Id other = entropy_.id();
    const std::string bytes("\0\xff\n\0", 4);
    EXPECT_TRUE(blobs_->append(other, 0, bytes));
    EXPECT_EQ(content(other), bytes);
}

TEST_F(Blobs, LieInFilesNamedByTheirIdsThatOthersMayNotRead) {
    EXPECT_TRUE(blobs_->append(id_, 0, "x"));
    const std::string name = id_.text();
    const auto path = folder_.path() / "blobs" / name.substr(0, 2) / name.substr(2);
    EXPECT_EQ(std::filesystem::status(path).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Blobs, AreRemovedAndRemovingTwiceIsWell) {
    EXPECT_TRUE(blobs_->append(id_, 0, "x"));
    EXPECT_TRUE(blobs_->remove(id_));
    EXPECT_EQ(blobs_->open(id_), nullptr);
    EXPECT_TRUE(blobs_->remove(id_));
    EXPECT_THROW((void)blobs_->seal(id_), StoreFailure);
}

TEST_F(Blobs, WhatCannotBeRemovedStays) {
    const std::string name = id_.text();
    std::filesystem::create_directories(folder_.path() / "blobs" / name.substr(0, 2) / name.substr(2));
    EXPECT_FALSE(blobs_->remove(id_));
}

// A limit on the size of files stands for a disk without space.
TEST_F(Blobs, AFullDiskKeepsWhatWasThere) {
    EXPECT_TRUE(blobs_->append(id_, 0, std::string(1000, 'a')));
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1500, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    std::optional<StoreFailure::Kind> kind;
    try {
        (void)blobs_->append(id_, 1000, std::string(1000, 'b'));
    } catch (const StoreFailure& failure) {
        kind = failure.kind();
    }
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    ::signal(SIGXFSZ, handler);
    EXPECT_EQ(kind, StoreFailure::Kind::full);
    EXPECT_EQ(blobs_->size(id_), 1000U)
        << "half a part is not kept: the next attempt begins where the last one did";
    EXPECT_TRUE(blobs_->append(id_, 1000, std::string(1000, 'b')));
    EXPECT_EQ(blobs_->seal(id_), sha256(std::string(1000, 'a') + std::string(1000, 'b')));
}

}  // namespace
}  // namespace reeve::store
