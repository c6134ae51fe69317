// A test's world is its own: a data folder or database of the person running the tests is never touched.
delete process.env.ZHANGBEN_DATA
delete process.env.DATABASE_URL
